# The HTTP service.
error-host-unknown = This service does not answer to the name “{ $host }”. Open the address shown when it started.
error-token-needed = A token is needed. Open the address shown when Maillage started, or send “Authorization: Bearer …”.
error-token-wrong = This token is not this service’s: it may have been restarted. Open the address shown when it started.
error-token-tries = Too many wrong tokens are being tried at the moment. Wait a minute, then try again.
error-busy = Too many questions are waiting ({ $waiting }). Ask again in a moment.
error-token-short = The token given by MAILLAGE_TOKEN or MAILLAGE_TOKEN_FILE has fewer than { $least } characters: it could be guessed. Choose a long random one, for example with: python -c "import secrets; print(secrets.token_urlsafe(24))"
error-token-signs = The token given by MAILLAGE_TOKEN or MAILLAGE_TOKEN_FILE holds a space, an accent or an invisible sign: no program could send it. Take letters without accents, digits, "-" and "_".
away-access = Access to Maillage
away-access-none = This browser has no access to this service, or no longer: access lasts 30 days after the last visit.
away-access-wrong = This is not the token of this service. It may be mistyped, or the service has started again since.
away-here = If Maillage runs on this computer: open the address shown in the window where it was started (“maillage serve” or “maillage demo”).
away-elsewhere = If somebody else runs it: ask them for the address, or for the token, and paste it here.
away-label = Token
away-send = Open Maillage
away-after = From then on this browser opens Maillage without a token, bookmarks too.
away-home = Go to the first page
away-language = In English
error-origin = This request comes from another site, or does not say from where { $origin }. Nothing was changed.
error-scope-needed = { $scope ->
    [partners] For the team and its partners alone.
   *[internal] For the team alone.
}
error-no-page = There is nothing at “{ $path }”.
error-http = Request refused: { $reason }
http-405 = this address does not take this method.
error-serve-needs-token = Serving on { $host } opens the store to other machines: give a token in the variable MAILLAGE_TOKEN.
error-serve-port = Port { $port } of { $host } is taken or forbidden. Try: --port { $other }
error-body-too-large = This is too large, or does not say its size. At most { $most } KiB at a time.
error-unexpected = The service failed by a fault in Maillage. Try again; if it fails again, tell whoever looks after Maillage what you did. The detail is in the window it was started from.
error-upload-many = At most { $most } files at a time.
error-upload-twice = Two files are named “{ $file }”. Rename one.
error-upload-name = One of the files has no name. Name it, then try again.
error-upload-mapping = There is no mapping “{ $mapping }”. Mappings: { $known }.
error-serve-host = The address “{ $host }” is not this machine’s. Without --host, the service listens on 127.0.0.1.

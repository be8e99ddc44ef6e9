# The HTTP service.
error-host-unknown = This service does not answer to the name “{ $host }”. Open the address shown when it started.
error-token-needed = A token is needed. Open the address shown when Maillage started, or send “Authorization: Bearer …”.
error-token-wrong = This token is not this service’s: it may have been restarted. Open the address shown when it started.
error-origin = This request comes from another site, or does not say from where { $origin }. Nothing was changed.
error-scope-needed = This needs the access “{ $scope }”.
error-no-page = There is nothing at “{ $path }”.
error-http = Request refused: { $reason }
http-405 = this address does not take this method.
error-serve-needs-token = Serving on { $host } opens the store to other machines: give a token in the variable MAILLAGE_TOKEN.
error-serve-port = Port { $port } of { $host } is taken or forbidden. Try: --port { $other }
error-body-too-large = This is too large, or does not say its size. At most { $most } KiB at a time.
error-unexpected = The service failed by a fault in Maillage. The detail is in the window it was started from.
error-upload-many = At most { $most } files at a time.
error-upload-twice = Two files are named “{ $file }”. Rename one.
error-upload-name = One of the files has no name. Name it, then try again.
error-upload-mapping = There is no mapping “{ $mapping }”. Mappings: { $known }.
error-serve-host = The address “{ $host }” is not this machine’s. Without --host, the service listens on 127.0.0.1.

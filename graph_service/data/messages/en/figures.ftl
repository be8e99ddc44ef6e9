# Sizes of pictures, their background, how fine they are, what they say of themselves.
preset-slide = slide (16:9)
preset-a4 = A4 page
preset-a4-landscape = A4 page, landscape
preset-a3 = A3 page
preset-a3-landscape = A3 page, landscape
preset-half = half a page
option-preset = The size of the picture (with -o, as .png, .svg or .pdf): { $known }.
option-dpi = Dots an inch of the picture (with -o, as .png), { $least } to { $most }; { $usual } unless said.
option-transparent = Leave the background of the picture transparent (with -o, as .png, .svg or .pdf).
param-preset = The size of the picture: { $known }.
param-dpi = Dots an inch of a PNG picture, { $least } to { $most }; { $usual } unless said.
param-background = The background of the picture.
error-figure-preset = There is no size “{ $value }”. Ask for { $known }.
error-figure-background = There is no background “{ $value }”. Ask for { $known }.
error-figure-dpi = “{ $value }” dots an inch: ask for a whole number from { $least } to { $most }.
error-figure-pixels = At { $dpi } dots an inch this picture would have more than { $most } million dots. Ask for at most { $fits } dots an inch, a smaller size, or for .svg or .pdf, which are sharp at any size.
figure-preset = a size (preset)
figure-dpi = dots an inch (dpi)
figure-background = a background (background)
error-figure-not-taken = “{ $file }” takes no such choice: { $option }. Ask for { $known }, or leave it out.
error-figure-no-file = You choose { $option }, and not which file the picture is written to: add -o map.png, for example.
figure-share-alike = { $licences }: a share-alike licence. Who publishes this map again, or makes another from it, does so under the same terms.
figure-shortened = Notes and sources are shortened at this size; the PDF and the table have all of them.
figure-sources-of = { $licence }: { $producers }
figure-producers-more = { $producers } and { $n ->
    [one] { $n } other
   *[other] { $n } others
}
pdf-not-accessible = This PDF does not keep the accessibility standard PDF/UA-1: no font here has all of its signs. It keeps its tags, its texts and its table.

-- Formats the situations of csl.py with Pandoc's citeproc, in one process.
--
--   pandoc lua csl.lua REQUEST.json
--
-- The request names the style, the language, and for each situation its text and its bibliography file.
-- Prints one document as JSON a line.

local file = assert(io.open(arg[1], "r"))
local request = pandoc.json.decode(file:read("a"), false)
file:close()
for _, situation in ipairs(request.situations) do
  local document = pandoc.read(situation.text, "markdown")
  document.meta.csl = request.style
  document.meta.lang = request.language
  document.meta.bibliography = situation.file
  document.meta["link-bibliography"] = false
  print(pandoc.write(pandoc.utils.citeproc(document), "json"))
end

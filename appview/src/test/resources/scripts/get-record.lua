-- One record, and never an HTTP error.
function handle()
  local uri = params.uri
  if not uri then
    return { error = "uri parameter is required" }
  end
  local found = db.get(uri)
  if found == nil then
    return { error = "not found" }
  end
  return { record = found }
end

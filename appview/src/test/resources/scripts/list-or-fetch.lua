-- One record when its URI is given, else a list.
function handle()
  if params.uri then
    local found = db.get(params.uri)
    if not found then
      return { error = "record not found" }
    end
    return { record = found }
  end
  return db.query({
    collection = collection,
    did = params.did,
    limit = params.limit or 20,
    cursor = params.cursor,
  })
end

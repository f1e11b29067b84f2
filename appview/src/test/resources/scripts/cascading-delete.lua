-- A record, and the caller's comments about it.
function handle()
  if not input.uri then
    return { error = "uri is required" }
  end
  local primary = Record.load(input.uri)
  if not primary then
    return { error = "not found" }
  end
  local comments = db.query({ collection = "xyz.statusphere.comment", did = caller_did, limit = 100 })
  local uris = {}
  for _, comment in ipairs(comments.records) do
    if comment.postUri == input.uri then
      uris[#uris + 1] = comment.uri
    end
  end
  primary:delete()
  local deleted = 1
  for _, comment in ipairs(Record.load_all(uris)) do
    comment:delete()
    deleted = deleted + 1
  end
  return { deleted = deleted }
end

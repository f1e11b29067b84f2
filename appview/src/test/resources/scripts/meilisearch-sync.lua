-- Keeps another search engine in step.
function handle()
  local documents = env.MEILISEARCH_URL .. "/indexes/records/documents"
  local headers = {
    ["Authorization"] = "Bearer " .. env.MEILISEARCH_API_KEY,
    ["Content-Type"] = "application/json",
  }
  if action == "delete" then
    http.delete(documents .. "/" .. uri, { headers = headers })
  else
    local document = { id = uri, collection = collection, did = did, record = record }
    http.post(documents, { headers = headers, body = json.encode(toarray({ document })) })
  end
  return record
end

-- Keeps a search engine in step.
function handle()
  local address = "https://APP.algolia.net/1/indexes/records/" .. uri
  local headers = {
    ["X-Algolia-Application-Id"] = "APP",
    ["X-Algolia-API-Key"] = env.ALGOLIA_KEY or "",
    ["Content-Type"] = "application/json",
  }
  if action == "delete" then
    http.delete(address, { headers = headers })
  else
    local document = { objectID = uri, collection = collection, did = did, record = record }
    http.put(address, { headers = headers, body = json.encode(document) })
  end
  return record
end

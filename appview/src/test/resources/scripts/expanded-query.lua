-- Statuses, and the profiles of those who wrote them.
function handle()
  local page = db.query({ collection = collection, limit = params.limit, cursor = params.cursor })
  local uris, seen = {}, {}
  for _, status in ipairs(page.records) do
    local did = string.match(status.uri, "^at://([^/]+)/")
    if did and not seen[did] then
      seen[did] = true
      uris[#uris + 1] = "at://" .. did .. "/app.bsky.actor.profile/self"
    end
  end
  local profiles = {}
  for _, profile in ipairs(Record.load_all(uris)) do
    profiles[#profiles + 1] = { uri = profile._uri, displayName = profile.displayName }
  end
  return { statuses = page.records, profiles = profiles, cursor = page.cursor }
end

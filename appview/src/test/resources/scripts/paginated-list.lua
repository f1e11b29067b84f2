-- A list by pages, newest first.
function handle()
  local size = math.min(math.tointeger(tonumber(params.limit)) or 20, 100)
  return db.query({ collection = collection, did = params.did, limit = size, cursor = params.cursor })
end

-- The same key again changes the record, a new key makes one.
function handle()
  local key = input.rkey or TID()
  local uri = "at://" .. caller_did .. "/" .. collection .. "/" .. key
  local moment = now()
  local status = Record.load(uri)
  if status then
    status.status = input.status
    status.updatedAt = moment
  else
    status = Record(collection, { status = input.status, createdAt = moment, updatedAt = moment })
    status:set_rkey(key)
  end
  status:save()
  return { uri = status._uri, cid = status._cid }
end

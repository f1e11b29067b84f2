-- Sets the caller's status: changes the record under the given key, or creates it there.
function handle()
  local rkey = input.rkey or TID()
  local uri = "at://" .. caller_did .. "/" .. collection .. "/" .. rkey
  local time = now()

  local record = Record.load(uri)
  if record then
    record.status = input.status
    record.updatedAt = time
  else
    record = Record(collection, { status = input.status, createdAt = time, updatedAt = time })
    record:set_rkey(rkey)
  end
  record:save()

  return { uri = record._uri, cid = record._cid }
end

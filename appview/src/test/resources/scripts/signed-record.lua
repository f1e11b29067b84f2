-- A record, and the server's word for it.
function handle()
  local fields = { text = input.text, createdAt = now() }
  local signed = Record(collection, fields)
  signed:save()
  local signature = atproto.sign and atproto.sign(fields)
  return { uri = signed._uri, cid = signed._cid, signature = signature }
end

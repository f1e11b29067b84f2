-- Whether a record is what the server signed.
function handle()
  local found = db.get(params.uri)
  if not found then
    return { error = "not found" }
  end
  local verified = false
  if found.signature and atproto.verify_signature then
    local fields = { text = found.text, createdAt = found.createdAt }
    verified = atproto.verify_signature(fields, found.signature, params.did)
  end
  return { record = found, verified = verified }
end

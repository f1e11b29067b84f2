-- An upsert that counts how often it was done.
function handle()
  local uri = "at://" .. caller_did .. "/" .. collection .. "/" .. input.rkey
  local tally = Record.load(uri)
  if not tally then
    tally = Record(collection, { status = "counting", count = 0, createdAt = now() })
    tally:set_rkey(input.rkey)
  end
  tally.count = tally.count + 1
  tally:save()
  return { count = tally.count }
end

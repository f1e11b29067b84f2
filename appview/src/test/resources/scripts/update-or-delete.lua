-- Deletes, changes or makes a record, as the input says.
function handle()
  if input.delete then
    local old = Record.load(input.uri)
    if old then
      old:delete()
    end
    return { success = true }
  end
  local target
  if input.uri then
    target = Record.load(input.uri)
    if not target then
      error("not found")
    end
    target.status = input.status
  else
    target = Record(collection, input)
  end
  target:save()
  return { uri = target._uri, cid = target._cid }
end

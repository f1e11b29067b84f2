-- The smallest write.
function handle()
  local fresh = Record(collection, input)
  fresh:save()
  return { uri = fresh._uri, cid = fresh._cid }
end

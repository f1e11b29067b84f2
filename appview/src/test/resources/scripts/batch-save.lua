-- Many records at once.
function handle()
  local batch = {}
  for place, item in ipairs(input.items) do
    batch[place] = Record(collection, item)
  end
  Record.save_all(batch)
  local uris = {}
  for place, saved in ipairs(batch) do
    uris[place] = saved._uri
  end
  return { uris = uris }
end

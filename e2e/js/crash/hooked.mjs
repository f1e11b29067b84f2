// The types of records and the methods of a crash test of the index, and what the index has to show of
// what was written.
import { administered, procedureLexicon, queryLexicon, recordLexicon } from '../lib/appview.mjs'

const nsid = (name) => `com.example.crash.${name}`
export const plain = nsid('plain')
export const hooked = nsid('hooked')
export const counter = nsid('counter')
export const count = nsid('count')
export const upsertOf = (collection) => `${collection}Upsert`
export const saveAllOf = (collection) => `${collection}SaveAll`
export const removeOf = (collection) => `${collection}Remove`
export const rows = nsid('rows')

/** What the hook may make of a record: its field `mode` says it. */
export const modes = ['keep', 'other', 'slow', 'veto', 'fail']

/** The hook keeps records of such keys when they are deleted. */
export const staying = (rkey) => rkey.startsWith('stay')

const hook = `
  function handle()
    if action == "delete" then
      if rkey:sub(1, 4) == "stay" then return nil end
      return true
    end
    if record.mode == "veto" then return nil end
    if record.mode == "fail" then error("never " .. record.n) end
    if record.mode == "keep" then return true end
    if record.mode == "slow" then
      for i = 1, 200000 do end
    end
    record.upper = record.text:upper()
    record.ref = nil
    return record
  end`

const counting = `
  function handle()
    local found = Record.load("at://" .. caller_did .. "/" .. collection .. "/it")
    if found then
      found.n = found.n + 1
    else
      found = Record(collection, { n = 1 })
      found:set_rkey("it")
    end
    found:save()
    return { n = found.n, cid = found._cid }
  end`

const upserting = `
  function handle()
    local uri = "at://" .. caller_did .. "/" .. collection .. "/" .. input.rkey
    local found = Record.load(uri)
    if found then
      for name, value in pairs(input.record) do found[name] = value end
    else
      found = Record(collection, input.record)
      found:set_rkey(input.rkey)
    end
    found:save()
    return { uri = found._uri, cid = found._cid }
  end`

const saving = `
  function handle()
    local records = {}
    for i, item in ipairs(input.items) do
      records[i] = Record(collection, item.record)
      records[i]:set_rkey(item.rkey)
    end
    local cids = {}
    for i, result in ipairs(Record.save_all(records)) do cids[i] = result.cid end
    return { cids = cids }
  end`

const removing = `
  function handle()
    local found = Record.load("at://" .. caller_did .. "/" .. collection .. "/" .. input.rkey)
    if not found then error("not found") end
    found:delete()
    return { success = true }
  end`

const reading = 'function handle() return { rows = db.raw(params.sql, { params.after or "" }) } end'

/** Registers everything. */
export async function register() {
  const text = { type: 'string' }
  const fields = { n: { type: 'integer' }, mode: text, text, ref: text, upper: text }
  const put = (lexicon_json, more) => administered(201, 'POST', '/lexicons', { lexicon_json, ...more })
  await put(recordLexicon(plain, fields))
  await put(recordLexicon(hooked, fields), { index_hook: hook })
  await put(recordLexicon(counter, { n: { type: 'integer' } }))
  await put(procedureLexicon(count), { target_collection: counter, script: counting })
  for (const collection of [plain, hooked]) {
    await put(procedureLexicon(upsertOf(collection)), { target_collection: collection, script: upserting })
    await put(procedureLexicon(saveAllOf(collection)), { target_collection: collection, script: saving })
    await put(procedureLexicon(removeOf(collection)), { target_collection: collection, script: removing })
  }
  await put(queryLexicon(rows, { sql: { type: 'string' }, after: { type: 'string' } }), { script: reading })
}

/** What the index shows of a record that had these versions, the oldest first; undefined for nothing. */
export function shown(path, versions) {
  const [collection, rkey] = path.split('/')
  let now
  for (const [cid, value] of versions) {
    if (collection !== hooked) now = value && { cid, record: value }
    else if (!value) now = staying(rkey) ? now : undefined
    else if (value.mode !== 'veto') now = { cid, record: hookedValue(value) }
  }
  return now
}

function hookedValue(value) {
  if (value.mode !== 'other' && value.mode !== 'slow') return value
  const { ref, ...rest } = value
  return { ...rest, upper: value.text.toUpperCase() }
}

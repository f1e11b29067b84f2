// Writes many records, so that a rebuild of the index takes a while.
//
//   BASE_URL=... node crash/index-fill.mjs [--records 30000]
import { parseArgs } from 'node:util'
import { administered, query, queryLexicon, recordLexicon, until } from '../lib/appview.mjs'
import { creation, newAccount, ok, writer } from '../lib/xrpc.mjs'

const { values: opt } = parseArgs({ options: { records: { type: 'string', default: '30000' } } })
const collection = 'com.example.crash.bulk'
const counting = 'com.example.crash.bulkCount'
const BATCH = 200
const records = Number(opt.records)

await administered(201, 'POST', '/lexicons', {
  lexicon_json: recordLexicon(collection, { n: { type: 'integer' }, ref: { type: 'string' } }),
})
await administered(201, 'POST', '/lexicons', {
  lexicon_json: queryLexicon(counting),
  target_collection: collection,
  script: 'function handle() return { n = db.count(collection) } end',
})
await Promise.all([0, 1, 2, 3].map(async (part) => {
  const account = await newAccount()
  for (let from = part * BATCH; from < records; from += 4 * BATCH) {
    const batch = Array.from({ length: BATCH }, (_, i) => ({ n: from + i, ref: `at://${account.did}/${collection}/r${from}` }))
    await ok(writer(account).apply(batch.map((value) => creation(collection, value, `r${value.n}`))))
  }
}))
await until(async () => (await query(counting)).json?.n === Math.ceil(records / BATCH) * BATCH, 'indexing')

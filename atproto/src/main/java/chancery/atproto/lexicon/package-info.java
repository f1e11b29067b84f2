/// Lexicons: the documents ([Lexicon], [Def], [Schema]) and their [LexiconParser], the [Catalog] of
/// those that are known, and the [Validator] of records, parameters and bodies. Pure and immutable;
/// fetching a lexicon from the network is the work of others.
@NullMarked
package chancery.atproto.lexicon;

import org.jspecify.annotations.NullMarked;

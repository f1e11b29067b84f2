package chancery.appview.registry;

import chancery.atproto.lexicon.Lexicon;
import chancery.lua.Chunk;

import java.util.Optional;

/// A lexicon that is live: parsed, its scripts compiled.
///
/// @param script what answers a query or procedure
/// @param hook what is asked before a record of this type is indexed
public record Registered(
        LexiconEntry entry,
        LexiconType type,
        Lexicon lexicon,
        Optional<Chunk> script,
        Optional<Chunk> hook) {}

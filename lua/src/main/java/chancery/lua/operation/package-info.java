/// Owns what the language does with values beyond reading and writing them raw: calls, fields,
/// comparisons and texts, through metatables. Leaves the names of variables in messages to `exec`.
@NullMarked
package chancery.lua.operation;

import org.jspecify.annotations.NullMarked;

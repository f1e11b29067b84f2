/// The functions `db.*` of scripts: their arguments, their errors in the words that scripts know,
/// and records as Lua values. Leaves what a question means to [chancery.appview.query].
@NullMarked
package chancery.appview.script.db;

import org.jspecify.annotations.NullMarked;

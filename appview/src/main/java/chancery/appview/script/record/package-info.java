/// The `Record` type of scripts: loading, changing and saving records, wherever their repository
/// is.
@NullMarked
package chancery.appview.script.record;

import org.jspecify.annotations.NullMarked;

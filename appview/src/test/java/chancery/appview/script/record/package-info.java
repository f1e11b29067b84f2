/// Tests of the `Record` type, with doubles of the repositories.
@NullMarked
package chancery.appview.script.record;

import org.jspecify.annotations.NullMarked;

/// The index as queries read it: rows of records and of what they refer to, made from the truth
/// and its log, and made anew when they are lost.
@NullMarked
package chancery.appview.index.view;

import org.jspecify.annotations.NullMarked;

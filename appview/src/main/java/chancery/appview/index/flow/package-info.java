/// How changes come into the index: from feeds, in order for each repository, through the scripts
/// that are asked first, into the truth, and from there into the tables. Readers wait for what was
/// durable when they came.
@NullMarked
package chancery.appview.index.flow;

import org.jspecify.annotations.NullMarked;

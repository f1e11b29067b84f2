/// The index put together: what it needs comes in, what others need of it goes out.
@NullMarked
package chancery.appview.index.whole;

import org.jspecify.annotations.NullMarked;

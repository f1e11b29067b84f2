/// JSON as the AppView keeps and shows it: any document, floats included, objects sorted by name.
@NullMarked
package chancery.appview.json;

import org.jspecify.annotations.NullMarked;

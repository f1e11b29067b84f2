/// What every feature may see of the edge: refusals, and the places that start threads.
@NullMarked
package chancery.web;

import org.jspecify.annotations.NullMarked;

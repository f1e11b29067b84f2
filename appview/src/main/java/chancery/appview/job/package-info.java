/// Background jobs: what scripts ask to be done later, one at a time, through restarts.
@NullMarked
package chancery.appview.job;

import org.jspecify.annotations.NullMarked;

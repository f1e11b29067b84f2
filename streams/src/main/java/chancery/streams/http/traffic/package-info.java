/// How much clients may ask for in a time and at a time: requests by what they do, and what streams
/// may take and give. What a single request may hold is said where it is read.
@NullMarked
package chancery.streams.http.traffic;

import org.jspecify.annotations.NullMarked;

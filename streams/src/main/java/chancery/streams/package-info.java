/// Streams of typed records behind the records API. Below: `fault`, `json`, `name`, `value`,
/// `container` and `record` are the words of the API, `query` and `aggregate` its questions; all of
/// them are pure. `project` keeps what is declared, `truth` the records; `write`, `answer` and
/// `sync` work on them. This package puts all together.
@NullMarked
package chancery.streams;

import org.jspecify.annotations.NullMarked;

package chancery.streams.json;

import org.jspecify.annotations.Nullable;

/// Where a value stands in a request, put together only when somebody has to be told.
public final class Where {
    /// The body itself.
    static final Where ROOT = of("");

    private final @Nullable Where outer;
    private final String name;
    private final int index;

    private Where(@Nullable Where outer, String name, int index) {
        this.outer = outer;
        this.name = name;
        this.index = index;
    }

    /// A path that is known as text.
    public static Where of(String path) {
        return new Where(null, path, -1);
    }

    /// A member of the object that stands here.
    Where member(String member) {
        return new Where(this, member, -1);
    }

    /// An item of the array that stands here.
    Where item(int item) {
        return new Where(this, "", item);
    }

    /// The path, as in `items[3].sources[0].properties.value`; empty for the body itself.
    @Override
    public String toString() {
        if (outer == null) {
            return name;
        }
        String before = outer.toString();
        if (index >= 0) {
            return before + "[" + index + "]";
        }
        return before.isEmpty() ? name : before + "." + name;
    }
}

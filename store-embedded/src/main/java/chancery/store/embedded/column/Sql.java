package chancery.store.embedded.column;

import chancery.store.column.Value;

import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/// A statement in the making: its text and the values bound to it, in their order.
final class Sql {
    private final StringBuilder text = new StringBuilder();
    private final List<Value.Single> values = new ArrayList<>();

    Sql(String start) {
        text.append(start);
    }

    Sql add(String more) {
        text.append(more);
        return this;
    }

    Sql add(Sql more) {
        text.append(more.text);
        values.addAll(more.values);
        return this;
    }

    Sql bind(Value.Single value) {
        text.append('?');
        values.add(value);
        return this;
    }

    Sql bind(long number) {
        return bind(Value.of(number));
    }

    /// Values with commas between them.
    Sql bindAll(List<Value.Single> all) {
        for (int i = 0; i < all.size(); i++) {
            add(i == 0 ? "" : ",").bind(all.get(i));
        }
        return this;
    }

    String text() {
        return text.toString();
    }

    void bindTo(PreparedStatement statement) throws SQLException {
        for (int i = 0; i < values.size(); i++) {
            int place = i + 1;
            switch (values.get(i)) {
                case Value.Text(var text) -> statement.setString(place, text);
                case Value.Whole(var whole) -> statement.setLong(place, whole);
                case Value.Real(var real) -> statement.setDouble(place, real);
                case Value.Flag(var flag) -> statement.setBoolean(place, flag);
            }
        }
    }
}

package chancery.house;

import com.tngtech.archunit.lang.ArchRule;

/// A rule over compiled classes, and the name by which plants and messages refer to it.
record HouseRule(String name, ArchRule rule) {
    @Override
    public String toString() {
        return name;
    }
}

package chancery.server;

import chancery.atproto.syntax.Handle;
import chancery.pds.Pds;
import chancery.pds.account.Email;
import chancery.pds.signup.SignUp;

import java.util.List;
import java.util.Optional;

/// The accounts of the development mode, made when they are missing.
final class DevAccounts {
    private static final List<String> NAMES = List.of("alice", "bob");
    private static final String PASSWORD = "password";

    private DevAccounts() {}

    static void create(Pds pds) {
        for (String name : NAMES) {
            Handle handle = Handle.parse(name + ".test");
            if (pds.find(handle).isEmpty()) {
                pds.signUp().open(application(handle, name + "@mail.test"));
            }
        }
    }

    private static SignUp.Application application(Handle handle, String email) {
        return new SignUp.Application(
                handle, Optional.of(new Email(email)), email, PASSWORD, Optional.empty());
    }
}

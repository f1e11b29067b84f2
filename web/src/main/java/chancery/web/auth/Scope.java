package chancery.web.auth;

/// What a session token issued here may do; the wire names are `com.atproto.access` and so on.
public enum Scope {
    /// Main password.
    ACCESS,
    /// Application password.
    APP_PASSWORD,
    /// Application password that may also read direct messages.
    APP_PASSWORD_PRIVILEGED,
    /// An account that was taken down and may still leave or appeal.
    TAKENDOWN,
    /// An account that waits in the sign-up queue.
    SIGNUP_QUEUED
}

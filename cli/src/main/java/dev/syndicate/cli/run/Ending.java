package dev.syndicate.cli.run;

/**
 * Why nothing ran, and the exit status that says so. They lie above every 128+n of a signal, where hardly any command's own
 * status lies. docs/operations/run.md lists them.
 */
enum Ending {
    USED_WRONGLY(230),
    DENIED_BY_POLICY(231),
    DENIED_BY_REVIEWER(232),
    /** Nobody decided in time, or the request was taken back. */
    EXPIRED(233),
    /** The gateway refused the execution, with a reason that is on record; or its leave was not good enough. */
    REFUSED(234),
    UNREACHABLE(235),
    /** Nobody is signed in, or whoever is may not do this. */
    NOT_ALLOWED(236),
    /** The command cannot be governed as it is: it is too large, or names what cannot be pinned. */
    UNGOVERNABLE(237),
    /** As a shell says it. */
    NOT_EXECUTABLE(126),
    NOT_FOUND(127);

    private final int status;

    Ending(int status) {
        this.status = status;
    }

    int status() {
        return status;
    }
}

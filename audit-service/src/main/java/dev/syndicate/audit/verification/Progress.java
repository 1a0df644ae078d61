package dev.syndicate.audit.verification;

/** Hears how far a verification has come. */
@FunctionalInterface
interface Progress {

    Progress SILENT = (phase, done, total) -> {};

    /**
     * @param phase what is going on, one word
     * @param done records so far
     * @param total records altogether
     */
    void at(String phase, long done, long total);
}

package dev.syndicate.approval.change;

/** A change to one file, as coding tools make it. */
@FunctionalInterface
interface Rewrite {

    /** The change to a file with this text; a file that is not there has none. */
    Rewritten of(String before);
}

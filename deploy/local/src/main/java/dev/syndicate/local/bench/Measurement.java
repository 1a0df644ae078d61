package dev.syndicate.local.bench;

import java.util.List;

/** Something that is measured in turns with its baseline. */
interface Measurement {

    /** One turn of both. */
    void round();

    /** The medians of all turns. */
    List<Result> results();
}

package zhijiao.models.train;

import java.time.Instant;

/**
 * What a model was made from, and when.
 *
 * @param source how the table came about; empty for a file that somebody gave
 */
record Provenance(
    String data, String source, String dataHash, String specHash, Instant trainedAt) {}

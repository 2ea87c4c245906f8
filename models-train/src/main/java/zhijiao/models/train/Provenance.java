package zhijiao.models.train;

import java.time.Instant;

/** What a model was made from, and when. */
record Provenance(String data, String dataHash, String specHash, Instant trainedAt) {}

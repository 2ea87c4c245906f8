package zhijiao.core.fact;

/**
 * That two people wanted a change: who proposed it, who approved it, when, and why.
 *
 * @param proposedBy code of an officer, never a name
 * @param approvedBy code of another officer
 * @param approvedAt epoch milliseconds UTC
 * @param reason in words; never names a person
 */
public record Approval(String proposedBy, String approvedBy, long approvedAt, String reason) {

  /** True when one person alone cannot have made the change. */
  public boolean isDual() {
    return !proposedBy.equals(approvedBy);
  }

  ContentHash addTo(ContentHash hash) {
    return hash.add(proposedBy).add(approvedBy).add(approvedAt).add(reason);
  }
}

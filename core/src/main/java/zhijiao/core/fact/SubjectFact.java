package zhijiao.core.fact;

/** A fact that names its supervisee itself, by pseudonym. */
public sealed interface SubjectFact extends Fact
    permits DeviceReport,
        OrderChange,
        AuthorisationChange,
        LeaveChange,
        RollCall,
        SuspensionChange,
        CaseFact {

  Subject subject();
}

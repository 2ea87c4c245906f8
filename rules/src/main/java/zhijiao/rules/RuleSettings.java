package zhijiao.rules;

import java.io.Serializable;
import zhijiao.core.settings.SettingsReader;

/** The settings of all rules that have any, each under the name of its section. */
public record RuleSettings(
    CurfewRule.Settings curfew,
    BoundaryRule.Settings boundary,
    ColocationRule.Settings colocation,
    VictimProximityRule.Settings victimProximity,
    ExclusionZoneRule.Settings exclusionZone,
    LowBatteryRule.Settings lowBattery,
    NoCommRule.Settings noComm,
    NoGpsRule.Settings noGps,
    PredictedDeadRule.Settings predictedDead,
    BatteryIgnoredRule.Settings batteryIgnored,
    CheckInOddHourRule.Settings checkInOddHour,
    CheckInSpoofRule.Settings checkInSpoof,
    PersonTagSeparationRule.Settings personTagSeparation,
    ExclusionBufferRule.Settings exclusionBuffer,
    AuthExpiryRule.Settings authExpiry,
    UnlawfulTrackingRule.Settings unlawfulTracking,
    LostContactRule.Settings lostContact,
    NextStepRule.Settings nextStep,
    IntakeOverdueRule.Settings intakeOverdue,
    LeaveRouteRule.Settings leaveRoute,
    KeyPlaceRule.Settings keyPlace,
    ObjectionOverdueRule.Settings objectionOverdue,
    NewStayPointRule.Settings newStayPoint,
    ShieldJamRule.Settings shieldJam,
    NightShiftRule.Settings nightShift,
    ActivityShortfallRule.Settings activityShortfall)
    implements Serializable {

  /** The shipped settings. */
  public static final RuleSettings DEFAULT = SettingsReader.defaults(RuleSettings::read);

  /** Reads and declares them. */
  public static RuleSettings read(SettingsReader in) {
    return new RuleSettings(
        CurfewRule.Settings.read(in.section("curfew")),
        BoundaryRule.Settings.read(in.section("boundary")),
        ColocationRule.Settings.read(in.section("colocation")),
        VictimProximityRule.Settings.read(in.section("victimProximity")),
        ExclusionZoneRule.Settings.read(in.section("exclusionZone")),
        LowBatteryRule.Settings.read(in.section("lowBattery")),
        NoCommRule.Settings.read(in.section("noComm")),
        NoGpsRule.Settings.read(in.section("noGps")),
        PredictedDeadRule.Settings.read(in.section("predictedDead")),
        BatteryIgnoredRule.Settings.read(in.section("batteryIgnored")),
        CheckInOddHourRule.Settings.read(in.section("checkInOddHour")),
        CheckInSpoofRule.Settings.read(in.section("checkInSpoof")),
        PersonTagSeparationRule.Settings.read(in.section("personTagSeparation")),
        ExclusionBufferRule.Settings.read(in.section("exclusionBuffer")),
        AuthExpiryRule.Settings.read(in.section("authExpiry")),
        UnlawfulTrackingRule.Settings.read(in.section("unlawfulTracking")),
        LostContactRule.Settings.read(in.section("lostContact")),
        NextStepRule.Settings.read(in.section("nextStep")),
        IntakeOverdueRule.Settings.read(in.section("intakeOverdue")),
        LeaveRouteRule.Settings.read(in.section("leaveRoute")),
        KeyPlaceRule.Settings.read(in.section("keyPlace")),
        ObjectionOverdueRule.Settings.read(in.section("objectionOverdue")),
        NewStayPointRule.Settings.read(in.section("newStayPoint")),
        ShieldJamRule.Settings.read(in.section("shieldJam")),
        NightShiftRule.Settings.read(in.section("nightShift")),
        ActivityShortfallRule.Settings.read(in.section("activityShortfall")));
  }
}

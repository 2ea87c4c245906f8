-- Who may read what. Boards' views are run in the name of whoever applies the migrations, so that a user is given views and no
-- table: what a view leaves out cannot be asked for. What a user sees of a view is cut down by row policies of that user
-- (dashboards/access). Of minors boards show neither pseudonym nor place, nor words or targets in which these stand.

CREATE OR REPLACE VIEW {{database}}.alerts_board
DEFINER = CURRENT_USER SQL SECURITY DEFINER
AS SELECT
    alert_id, revision, change, state, close_reason, rule, rule_version, severity,
    if(minor, '', subject) AS subject,
    if(minor, '', target) AS target,
    day, county, office, tier, minor,
    opened_at, ended_at, changed_at, cause_at, late, watermark, episodes,
    if(minor, 'about a minor: whoever handles the case knows why', english) AS english,
    if(minor, '涉及未成年人，详情仅经办人可知', chinese) AS chinese,
    if(minor, NULL, latitude) AS latitude,
    if(minor, NULL, longitude) AS longitude,
    if(minor, NULL, accuracy_metres) AS accuracy_metres,
    written_at,
    escalated_to, loop, acknowledge_by, close_by, suspended
FROM {{database}}.alerts FINAL;

ALTER TABLE {{database}}.alerts_open MODIFY SQL SECURITY DEFINER DEFINER = CURRENT_USER;
ALTER TABLE {{database}}.alerts_open_by_age MODIFY SQL SECURITY DEFINER DEFINER = CURRENT_USER;
ALTER TABLE {{database}}.alerts_suspended MODIFY SQL SECURITY DEFINER DEFINER = CURRENT_USER;
ALTER TABLE {{database}}.incidents MODIFY SQL SECURITY DEFINER DEFINER = CURRENT_USER;
ALTER TABLE {{database}}.time_reached MODIFY SQL SECURITY DEFINER DEFINER = CURRENT_USER;
ALTER TABLE {{database}}.input_totals MODIFY SQL SECURITY DEFINER DEFINER = CURRENT_USER;
ALTER TABLE {{database}}.unlawful_totals MODIFY SQL SECURITY DEFINER DEFINER = CURRENT_USER;
ALTER TABLE {{database}}.input_history MODIFY SQL SECURITY DEFINER DEFINER = CURRENT_USER;
ALTER TABLE {{database}}.inputs_by_minute MODIFY SQL SECURITY DEFINER DEFINER = CURRENT_USER;
ALTER TABLE {{database}}.alert_labels MODIFY SQL SECURITY DEFINER DEFINER = CURRENT_USER;
ALTER TABLE {{database}}.alert_feed MODIFY SQL SECURITY DEFINER DEFINER = CURRENT_USER;
ALTER TABLE {{database}}.alert_history MODIFY SQL SECURITY DEFINER DEFINER = CURRENT_USER;
ALTER TABLE {{database}}.alert_episodes MODIFY SQL SECURITY DEFINER DEFINER = CURRENT_USER;
ALTER TABLE {{database}}.alert_evidence MODIFY SQL SECURITY DEFINER DEFINER = CURRENT_USER;
ALTER TABLE {{database}}.counties MODIFY SQL SECURITY DEFINER DEFINER = CURRENT_USER;
ALTER TABLE {{database}}.care_board MODIFY SQL SECURITY DEFINER DEFINER = CURRENT_USER;
ALTER TABLE {{database}}.protection_board MODIFY SQL SECURITY DEFINER DEFINER = CURRENT_USER;
ALTER TABLE {{database}}.cameras_by_hour MODIFY SQL SECURITY DEFINER DEFINER = CURRENT_USER;
ALTER TABLE {{database}}.supervisees MODIFY SQL SECURITY DEFINER DEFINER = CURRENT_USER;
ALTER TABLE {{database}}.check_ins_board MODIFY SQL SECURITY DEFINER DEFINER = CURRENT_USER;
ALTER TABLE {{database}}.check_ins_by_day MODIFY SQL SECURITY DEFINER DEFINER = CURRENT_USER;
ALTER TABLE {{database}}.public_figures MODIFY SQL SECURITY DEFINER DEFINER = CURRENT_USER;
ALTER TABLE {{database}}.authorisations_current MODIFY SQL SECURITY DEFINER DEFINER = CURRENT_USER;
ALTER TABLE {{database}}.leaves_in_force MODIFY SQL SECURITY DEFINER DEFINER = CURRENT_USER;

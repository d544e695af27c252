-- The region of the benchmark: as many people, events, rights and past check-ins as the floor has, in our tables.
-- Variables as in psql: :passholders, :events, :past. Check-ins of the past spread over :months months.
CREATE FUNCTION pg_temp.uitpas_number(serial bigint) RETURNS text LANGUAGE sql IMMUTABLE AS $$
    SELECT body || (10 - sum(CASE WHEN place % 2 = 1 THEN digit ELSE digit * 2 / 10 + digit * 2 % 10 END) % 10) % 10
    FROM (SELECT '09' || lpad(serial::text, 9, '0') || '0' AS body) number,
         LATERAL (SELECT place, substr(body, place, 1)::int AS digit FROM generate_series(1, 12) place) digits
    GROUP BY body
$$;
CREATE FUNCTION pg_temp.new_id(moment timestamptz, salt bigint) RETURNS uuid LANGUAGE sql AS $$
    SELECT (lpad(to_hex((extract(epoch FROM moment) * 1000)::bigint), 12, '0') || '7' || substr(md5(salt::text), 1, 3)
        || '8' || substr(md5(salt::text), 5, 15))::uuid
$$;

INSERT INTO card_systems_cardsystem (id, name, permanent, logo_url, primary_color, secondary_color, website,
        social_tariff_info, cardless_registration_type, contact_email, contact_phone, grace_days,
        checkin_margin_minutes, number_prefix, welcome_points, requires_insz, consent_age, self_registration_age)
    VALUES (1, 'Region', true, '', '', '', '', '', 'NONE', '', '', 30, 300, '', 0, false, 16, 18);
INSERT INTO organizers_location (id, public_id, name, postal_code, city)
    OVERRIDING SYSTEM VALUE SELECT n, 'location-' || n, 'Location ' || n, '9000', 'Gent' FROM generate_series(1, 100) n;
INSERT INTO organizers_organizer (id, public_id, name, street, postal_code, city, municipality_nis, ticket_limit_period,
        linked_location_id)
    OVERRIDING SYSTEM VALUE
    SELECT n, 'organizer-' || n, 'Organizer ' || n, '', '9000', 'Gent', '44021', '', n FROM generate_series(1, 100) n;
INSERT INTO organizers_organizer_card_systems (organizer_id, cardsystem_id) SELECT n, 1 FROM generate_series(1, 100) n;
INSERT INTO events_event (id, public_id, organizer_id, location_id, title, description, calendar_type, calendar,
        starts_at, ends_at, keywords, is_published, checkin_points, checkin_limit_volume, checkin_limit_period,
        ticket_limit_volume, ticket_limit_period, status, audience, imported_from, created_at)
    OVERRIDING SYSTEM VALUE
    SELECT n + 1, n::text, n % 100 + 1, n % 100 + 1, 'Event ' || n, '', 'PERIODIC',
        jsonb_build_object('type', 'PERIODIC', 'moments', '[]'::jsonb, 'first_day', current_date - 1,
            'last_day', current_date + 60, 'opening_hours', '[]'::jsonb),
        now() - interval '1 day', now() + interval '60 days', '[]', true, 1, 1, 'DAY', 1, 'WEEK',
        'Available', 'everyone', '', now() - interval '1 year'
    FROM generate_series(0, :events - 1) n;
INSERT INTO events_priceclass (event_id, name, price_cents, is_base, position)
    SELECT n + 1, kind.name, 600 + 100 * (n % 20) - kind.less, kind.less = 0, kind.less
    FROM generate_series(0, :events - 1) n, (VALUES ('Basis', 0), ('Jeugd', 200)) kind (name, less);
INSERT INTO tariffs_distributionkey (card_system_id, name, kind, split, social_tariff_in, residence, is_global, is_active,
        override_reason, override_by, version)
    VALUES (1, '20/40/40', 'AUTOMATIC', '[{"payer": "PASSHOLDER", "kind": "PERCENT_OF_TOTAL", "value": 2000},
        {"payer": "LOCAL_GOVERNMENT", "kind": "PERCENT_OF_TOTAL", "value": 4000},
        {"payer": "ORGANIZER", "kind": "REST", "value": 0}]', 'MY_CARDSYSTEM', 'ANYWHERE', true, true, '', '', 1);
INSERT INTO passholders_passholder (id, public_id, name, first_name, date_of_birth, gender, nationality, email,
        phone_number, street, postal_code, city, country, municipality_nis, opt_in_service_mails, opt_in_milestone_mails,
        opt_in_info_mails, opt_in_sms, opt_in_post, uitid, is_blocked, created_at)
    OVERRIDING SYSTEM VALUE
    SELECT n + 1, gen_random_uuid(), 'Familienaam' || n, 'Voornaam' || n, date '1940-01-01' + n * 37 % 28000,
        CASE n % 2 WHEN 0 THEN 'MALE' ELSE 'FEMALE' END, '', 'p' || n || '@example.org', '', 'Straat ' || n % 200, '9000',
        'Gent', 'BE', '44021', false, false, false, false, false, '', false, now() - interval '1 year'
    FROM generate_series(0, :passholders - 1) n;
INSERT INTO passholders_cardsystemmembership (id, passholder_id, card_system_id, is_blocked, social_tariff_ends_on, created_at)
    OVERRIDING SYSTEM VALUE
    SELECT n + 1, n + 1, 1, false, CASE n % 4 WHEN 0 THEN current_date + 300 END, now() - interval '1 year'
    FROM generate_series(0, :passholders - 1) n;
INSERT INTO passholders_card (uitpas_number, card_system_id, kind, status, is_social, membership_id)
    SELECT pg_temp.uitpas_number(n), 1, 'NFC_CARD', 'ACTIVE', false, n + 1
    FROM generate_series(0, :passholders - 1) n;

CREATE TEMP TABLE past AS
    SELECT pg_temp.new_id(at, n) AS id, at, passholder_id, event_id FROM (
        SELECT n, (n * 61803::bigint) % :passholders + 1 AS passholder_id, (n * 37 + n / :passholders) % :events + 1 AS event_id,
            date_trunc('day', now()) - interval '1 day' * (1 + n % (30 * :months)) + interval '1 ms' * (n % 80000000) AS at
        FROM generate_series(1::bigint, :past) n) drawn;
INSERT INTO checkins_checkin (id, created_at, passholder_id, event_id, organizer_id, uitpas_number, points,
        had_social_tariff, municipality_nis, channel, actor)
    SELECT id, at, passholder_id, event_id, (event_id - 1) % 100 + 1, '0900000000000', 1, false, '44021', 'API', 'client:bench'
    FROM past ORDER BY at;
INSERT INTO checkins_pointsline (id, created_at, passholder_id, kind, points, balance_after, source)
    SELECT id, at, passholder_id, 'CHECKIN', 1, row_number() OVER (PARTITION BY passholder_id ORDER BY at, id), id FROM past;
INSERT INTO passholders_pointsaccount (passholder_id, points, version)
    SELECT n, coalesce(saved.points, 0), coalesce(saved.points, 0)
    FROM generate_series(1, :passholders) n
    LEFT JOIN (SELECT passholder_id, count(*) AS points FROM past GROUP BY 1) saved ON saved.passholder_id = n;
DROP TABLE past;

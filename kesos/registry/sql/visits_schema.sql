-- name: kept
-- A closed visit is a fact: it neither changes nor goes. To a closed form nobody adds a member.
create function registry_keep_visit() returns trigger language plpgsql as $$
begin
    if tg_op <> 'INSERT' and not old.draft then
        raise check_violation using constraint = 'visit_closed', table = tg_table_name,
            message = 'a closed visit does not change; a correction is a new visit';
    end if;
    if tg_op = 'DELETE' then
        return old;
    end if;
    if tg_op = 'INSERT' and not new.draft and tg_table_name = 'registry_personvisit' and exists (
            select from registry_familyvisit v where v.id = (to_jsonb(new) ->> 'visit_id')::bigint
            and v.by_user_id is not null and not v.draft) then
        raise check_violation using constraint = 'visit_closed', table = tg_table_name,
            message = 'the form this member belongs to is closed';
    end if;
    return new;
end $$;
create trigger closed_stays before update or delete on registry_familyvisit
    for each row execute function registry_keep_visit();
create trigger closed_stays before update or delete on registry_personvisit
    for each row execute function registry_keep_visit();
create trigger closed_gains_none before insert on registry_personvisit
    for each row when (new.by_user_id is not null) execute function registry_keep_visit();

-- name: drop_kept
drop trigger closed_gains_none on registry_personvisit;
drop trigger closed_stays on registry_personvisit;
drop trigger closed_stays on registry_familyvisit;
drop function registry_keep_visit;

-- name: codes
-- Answers of the form are codes that hold on the day it was opened. Files are judged by the import.
create function registry_refuse_code(list_name text, given text, day date) returns void language plpgsql stable as $$
begin
    if not exists (select from regions_codeentry e where e.list = list_name and e.code = given
                   and day between coalesce(e.valid_from, '-infinity') and coalesce(e.valid_to, 'infinity')) then
        raise check_violation using constraint = 'visit_code',
            message = format('%s is no code of the list %s on %s', given, list_name, day);
    end if;
end $$;

create function registry_family_visit_codes() returns trigger language plpgsql as $$
begin
    perform registry_refuse_code(list_name, given, (new.recorded_at at time zone 'UTC')::date) from (values
    ('status_keluarga_kk', new.family_status), ('hasil_pendataan', new.survey_result),
    ('status_bangunan', new.building_status), ('bukti_lahan', new.land_proof), ('lantai', new.floor_type),
    ('dinding', new.wall_type), ('atap', new.roof_type), ('air_minum', new.water_source),
    ('jarak_air_tinja', new.water_distance), ('penerangan', new.power_source), ('daya', new.power_va_1),
    ('daya', new.power_va_2), ('daya', new.power_va_3), ('bahan_bakar', new.cooking_fuel),
    ('fasilitas_bab', new.toilet_facility), ('kloset', new.closet_type), ('buang_tinja', new.sewage),
    ('bss_ya_tidak_tahu', new.got_bss_bpnt), ('bss_ya_tidak_tahu', new.got_pkh),
    ('bss_ya_tidak_tahu', new.got_blt_desa), ('bss_ya_tidak_tahu', new.got_subsidi_listrik),
    ('bss_ya_tidak_tahu', new.got_bantuan_pemda), ('bss_ya_tidak_tahu', new.got_subsidi_pupuk),
    ('bss_ya_tidak_tahu', new.got_subsidi_lpg), ('ya_tidak', new.sta_kks), ('ya_tidak', new.sta_kip),
    ('ya_tidak', new.sta_kis), ('ya_tidak', new.sta_bpjs_mandiri), ('ya_tidak', new.sta_jamsostek),
    ('ya_tidak', new.sta_asuransi), ('ya_tidak', new.sta_rastra), ('ya_tidak', new.sta_kur),
    ('ya_tidak', new.sta_art_usaha), ('ya_tidak', new.asset_outboard), ('ya_tidak', new.asset_ship),
    ('ya_tidak', new.land_other), ('ya_tidak', new.house_other), ('internet', new.internet_use),
    ('rekening_aktif', new.bank_account)
    ) said (list_name, given) where given is not null;
    return new;
end $$;
create trigger codes_are_known before insert or update on registry_familyvisit
    for each row when (new.by_user_id is not null) execute function registry_family_visit_codes();

create function registry_individual_visit_codes() returns trigger language plpgsql as $$
begin
    perform registry_refuse_code(list_name, given, (new.recorded_at at time zone 'UTC')::date) from (values
    ('keberadaan_anggota', new.presence), ('jenis_kelamin', new.sex), ('status_kawin_regsosek', new.marital),
    ('hubungan_kk_regsosek', new.relation), ('ya_tidak', new.pregnant), ('agama', new.religion),
    ('pekerjaan', new.job_dukcapil), ('partisipasi_sekolah', new.school_part),
    ('jenjang_pendidikan', new.school_level), ('kelas_tertinggi', new.school_grade),
    ('ijazah_tertinggi', new.diploma), ('ya_tidak', new.worked), ('lapangan_usaha', new.industry),
    ('kedudukan_kerja', new.employment_status), ('npwp', new.npwp), ('ya_tidak', new.has_business),
    ('lapangan_usaha', new.business_industry), ('izin_usaha', new.business_permit),
    ('omzet_bulanan', new.turnover), ('gizi_balita', new.nutrition), ('kesulitan_fungsi', new.difficulty_vision),
    ('kesulitan_fungsi', new.difficulty_hearing), ('kesulitan_fungsi', new.difficulty_mobility),
    ('kesulitan_fungsi', new.difficulty_hands), ('kesulitan_fungsi', new.difficulty_learning),
    ('kesulitan_fungsi', new.difficulty_behaviour), ('kesulitan_fungsi', new.difficulty_communication),
    ('kesulitan_fungsi', new.difficulty_selfcare), ('kesulitan_fungsi', new.difficulty_memory),
    ('frekuensi_depresi', new.depression), ('pengasuh_perawat', new.caregiver), ('penyakit_kronis', new.chronic),
    ('bss_ya_tidak_tahu', new.joined_prakerja), ('bss_ya_tidak_tahu', new.joined_kur),
    ('bss_ya_tidak_tahu', new.joined_umi), ('bss_ya_tidak_tahu', new.joined_pip)
    ) said (list_name, given) where given is not null;
    perform registry_refuse_code('jenis_disabilitas', one, (new.recorded_at at time zone 'UTC')::date) from unnest(new.disability_type) one;
    return new;
end $$;
create trigger codes_are_known before insert or update on registry_personvisit
    for each row when (new.by_user_id is not null) execute function registry_individual_visit_codes();

-- name: drop_codes
drop trigger codes_are_known on registry_personvisit;
drop trigger codes_are_known on registry_familyvisit;
drop function registry_individual_visit_codes, registry_family_visit_codes, registry_refuse_code;

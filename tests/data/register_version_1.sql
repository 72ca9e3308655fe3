-- A register as the first version of the tables kept it: three units, one of them saved twice,
-- and a scenario. Written once by that version; never to be changed.
CREATE TABLE gpkg_spatial_ref_sys (
        srs_name TEXT NOT NULL, srs_id INTEGER PRIMARY KEY NOT NULL,
        organization TEXT NOT NULL, organization_coordsys_id INTEGER NOT NULL,
        definition TEXT NOT NULL, description TEXT);
CREATE TABLE gpkg_contents (
        table_name TEXT NOT NULL PRIMARY KEY, data_type TEXT NOT NULL,
        identifier TEXT UNIQUE, description TEXT DEFAULT '',
        last_change DATETIME NOT NULL DEFAULT (strftime('%Y-%m-%dT%H:%M:%fZ','now')),
        min_x DOUBLE, min_y DOUBLE, max_x DOUBLE, max_y DOUBLE, srs_id INTEGER,
        CONSTRAINT fk_gc_r_srs_id FOREIGN KEY (srs_id)
            REFERENCES gpkg_spatial_ref_sys(srs_id));
CREATE TABLE gpkg_geometry_columns (
        table_name TEXT NOT NULL, column_name TEXT NOT NULL,
        geometry_type_name TEXT NOT NULL, srs_id INTEGER NOT NULL,
        z TINYINT NOT NULL, m TINYINT NOT NULL,
        CONSTRAINT pk_geom_cols PRIMARY KEY (table_name, column_name),
        CONSTRAINT uk_gc_table_name UNIQUE (table_name),
        CONSTRAINT fk_gc_tn FOREIGN KEY (table_name) REFERENCES gpkg_contents(table_name),
        CONSTRAINT fk_gc_srs FOREIGN KEY (srs_id) REFERENCES gpkg_spatial_ref_sys(srs_id));
CREATE TABLE gpkg_extensions (
        table_name TEXT, column_name TEXT, extension_name TEXT NOT NULL,
        definition TEXT NOT NULL, scope TEXT NOT NULL,
        CONSTRAINT ge_tce UNIQUE (table_name, column_name, extension_name));
CREATE TABLE unit (
	fid INTEGER NOT NULL, 
	geom POINT NOT NULL, 
	unit_id TEXT(36) NOT NULL, 
	address TEXT(200) NOT NULL, 
	position TEXT(120) NOT NULL, 
	kind TEXT(30) NOT NULL, 
	state TEXT(30) NOT NULL, 
	since DATE, 
	since_precision TEXT(20) NOT NULL, 
	floor_area_m2 DOUBLE, 
	frontage_m DOUBLE, 
	branch TEXT(30), 
	occupant TEXT(200), 
	last_branch TEXT(30), 
	last_occupant TEXT(200), 
	observed_on DATE NOT NULL, 
	origin TEXT(20) NOT NULL, 
	source TEXT(2000) NOT NULL, 
	building_id TEXT(200), 
	version INTEGER NOT NULL, 
	PRIMARY KEY (fid), 
	CONSTRAINT ck_unit_version CHECK (version >= 1), 
	UNIQUE (unit_id)
);
CREATE TABLE scenario (
	fid INTEGER NOT NULL, 
	scenario_id TEXT(36) NOT NULL, 
	name TEXT(120) NOT NULL, 
	baseline_revision INTEGER NOT NULL, 
	created_at TEXT(40) NOT NULL, 
	edits TEXT NOT NULL, 
	overrides TEXT NOT NULL, 
	note TEXT(2000) NOT NULL, 
	archived BOOLEAN NOT NULL, 
	version INTEGER NOT NULL, 
	PRIMARY KEY (fid), 
	CONSTRAINT ck_scenario_version CHECK (version >= 1), 
	UNIQUE (scenario_id), 
	CONSTRAINT ck_archived CHECK (archived IN (0, 1))
);
CREATE TABLE event (
	number INTEGER NOT NULL, 
	at DATETIME NOT NULL, 
	actor TEXT(120) NOT NULL, 
	action TEXT(20) NOT NULL, 
	subject_kind TEXT(20) NOT NULL, 
	subject_id TEXT(36) NOT NULL, 
	version INTEGER NOT NULL, 
	changes TEXT NOT NULL, 
	chain TEXT(64) NOT NULL, 
	PRIMARY KEY (number), 
	CONSTRAINT uq_event_subject_version UNIQUE (subject_id, version)
);
CREATE TABLE meta (
	fid INTEGER NOT NULL, 
	"key" TEXT(40) NOT NULL, 
	value TEXT NOT NULL, 
	PRIMARY KEY (fid), 
	UNIQUE ("key")
);
CREATE VIRTUAL TABLE rtree_unit_geom USING rtree(id, minx, maxx, miny, maxy);
CREATE TRIGGER rtree_unit_geom_insert AFTER INSERT ON unit WHEN (NEW.geom NOTNULL AND NOT ST_IsEmpty(NEW.geom)) BEGIN INSERT OR REPLACE INTO rtree_unit_geom VALUES (NEW.fid, ST_MinX(NEW.geom), ST_MaxX(NEW.geom), ST_MinY(NEW.geom), ST_MaxY(NEW.geom)); END;
CREATE TRIGGER rtree_unit_geom_update2 AFTER UPDATE OF geom ON unit WHEN OLD.fid = NEW.fid AND (NEW.geom ISNULL OR ST_IsEmpty(NEW.geom)) BEGIN DELETE FROM rtree_unit_geom WHERE id = OLD.fid; END;
CREATE TRIGGER rtree_unit_geom_update4 AFTER UPDATE ON unit WHEN OLD.fid != NEW.fid AND (NEW.geom ISNULL OR ST_IsEmpty(NEW.geom)) BEGIN DELETE FROM rtree_unit_geom WHERE id IN (OLD.fid, NEW.fid); END;
CREATE TRIGGER rtree_unit_geom_update5 AFTER UPDATE ON unit WHEN OLD.fid != NEW.fid AND (NEW.geom NOTNULL AND NOT ST_IsEmpty(NEW.geom)) BEGIN DELETE FROM rtree_unit_geom WHERE id = OLD.fid;INSERT OR REPLACE INTO rtree_unit_geom VALUES (NEW.fid, ST_MinX(NEW.geom), ST_MaxX(NEW.geom), ST_MinY(NEW.geom), ST_MaxY(NEW.geom)); END;
CREATE TRIGGER rtree_unit_geom_update6 AFTER UPDATE OF geom ON unit WHEN OLD.fid = NEW.fid AND (NEW.geom NOTNULL AND NOT ST_IsEmpty(NEW.geom)) AND (OLD.geom NOTNULL AND NOT ST_IsEmpty(OLD.geom)) BEGIN INSERT OR REPLACE INTO rtree_unit_geom VALUES (NEW.fid, ST_MinX(NEW.geom), ST_MaxX(NEW.geom), ST_MinY(NEW.geom), ST_MaxY(NEW.geom)); END;
CREATE TRIGGER rtree_unit_geom_update7 AFTER UPDATE OF geom ON unit WHEN OLD.fid = NEW.fid AND (NEW.geom NOTNULL AND NOT ST_IsEmpty(NEW.geom)) AND (OLD.geom ISNULL OR ST_IsEmpty(OLD.geom)) BEGIN INSERT OR REPLACE INTO rtree_unit_geom VALUES (NEW.fid, ST_MinX(NEW.geom), ST_MaxX(NEW.geom), ST_MinY(NEW.geom), ST_MaxY(NEW.geom)); END;
CREATE TRIGGER rtree_unit_geom_delete AFTER DELETE ON unit WHEN OLD.geom NOTNULL BEGIN DELETE FROM rtree_unit_geom WHERE id = OLD.fid; END;
CREATE TRIGGER event_no_update BEFORE UPDATE ON event BEGIN SELECT RAISE(ABORT, 'events are never altered'); END;
CREATE TRIGGER event_no_delete BEFORE DELETE ON event BEGIN SELECT RAISE(ABORT, 'events are never altered'); END;
INSERT INTO gpkg_spatial_ref_sys VALUES ('Undefined Cartesian SRS', -1, 'NONE', -1, 'undefined', NULL);
INSERT INTO gpkg_spatial_ref_sys VALUES ('Undefined geographic SRS', 0, 'NONE', 0, 'undefined', NULL);
INSERT INTO gpkg_spatial_ref_sys VALUES ('WGS 84', 4326, 'EPSG', 4326, 'GEOGCS["WGS 84",DATUM["WGS_1984",SPHEROID["WGS 84",6378137,298.257223563,AUTHORITY["EPSG","7030"]],AUTHORITY["EPSG","6326"]],PRIMEM["Greenwich",0,AUTHORITY["EPSG","8901"]],UNIT["degree",0.0174532925199433,AUTHORITY["EPSG","9122"]],AUTHORITY["EPSG","4326"]]', NULL);
INSERT INTO gpkg_spatial_ref_sys VALUES ('ETRS89 / UTM zone 33N', 25833, 'EPSG', 25833, 'PROJCS["ETRS89 / UTM zone 33N",GEOGCS["ETRS89",DATUM["European_Terrestrial_Reference_System_1989",SPHEROID["GRS 1980",6378137,298.257222101,AUTHORITY["EPSG","7019"]],AUTHORITY["EPSG","6258"]],PRIMEM["Greenwich",0,AUTHORITY["EPSG","8901"]],UNIT["degree",0.0174532925199433,AUTHORITY["EPSG","9122"]],AUTHORITY["EPSG","4258"]],PROJECTION["Transverse_Mercator"],PARAMETER["latitude_of_origin",0],PARAMETER["central_meridian",15],PARAMETER["scale_factor",0.9996],PARAMETER["false_easting",500000],PARAMETER["false_northing",0],UNIT["metre",1,AUTHORITY["EPSG","9001"]],AXIS["Easting",EAST],AXIS["Northing",NORTH],AUTHORITY["EPSG","25833"]]', NULL);
INSERT INTO gpkg_contents VALUES ('event', 'attributes', 'event', '', '2026-11-22T22:16:09.293Z', NULL, NULL, NULL, NULL, NULL);
INSERT INTO gpkg_contents VALUES ('meta', 'attributes', 'meta', '', '2026-11-22T22:16:09.293Z', NULL, NULL, NULL, NULL, NULL);
INSERT INTO gpkg_contents VALUES ('scenario', 'attributes', 'scenario', '', '2026-11-22T22:16:09.293Z', NULL, NULL, NULL, NULL, NULL);
INSERT INTO gpkg_contents VALUES ('unit', 'features', 'unit', '', '2026-11-22T22:16:09.293Z', NULL, NULL, NULL, NULL, 25833);
INSERT INTO gpkg_geometry_columns VALUES ('unit', 'geom', 'POINT', 25833, 0, 0);
INSERT INTO gpkg_extensions VALUES ('unit', 'geom', 'gpkg_rtree_index', 'http://www.geopackage.org/spec120/#extension_rtree', 'write-only');
INSERT INTO meta VALUES (1, 'schema', '1');
INSERT INTO meta VALUES (2, 'srid', '25833');
INSERT INTO meta VALUES (3, 'town', 'musterstadt');
INSERT INTO unit VALUES (1, X'47500001E9640000010100000000000000A8FE1C410000000078C45541', '00000000-0000-0000-0000-000000000001', 'Hauptstraße 1a', '', 'shop', 'used', '2024-03-01', 'month', 50.0, 5.0, 'bakery_butcher', 'Bäckerei 0 (Demo)', NULL, NULL, '2026-05-01', 'demo', '', 'b0', 2);
INSERT INTO unit VALUES (2, X'47500001E964000001010000000000000078011D410000000078C45541', '00000000-0000-0000-0000-000000000007', 'Hauptstraße 7', '', 'shop', 'vacant', '2024-03-01', 'month', NULL, 11.0, NULL, NULL, NULL, NULL, '2026-05-01', 'demo', '', 'b6', 1);
INSERT INTO unit VALUES (3, X'47500001E9640000010100000000000000E0021D410000000078C45541', '00000000-0000-0000-0000-000000000008', 'Hauptstraße 8', '', 'shop', 'interim', '2024-03-01', 'month', 120.0, 12.0, NULL, NULL, NULL, NULL, '2026-05-01', 'demo', '', 'b7', 1);
INSERT INTO scenario VALUES (1, '00000000-0000-0000-0000-000000000384', 'Straße der „Ideen“', 4, '2026-05-02T10:00:00.123456+00:00', '[{"edit_id":"00000000-0000-0000-0000-000000000001","end":"2026-12-31","funding_key":null,"start":"2026-06-01","type":"use_unit","unit_id":"00000000-0000-0000-0000-000000000006","use_key":"popup"},{"edit_id":"00000000-0000-0000-0000-000000000002","funding_key":null,"measure_key":"bench","place":[475100.0,5706200.5],"quantity":3.0,"section_id":null,"type":"improve_street"},{"edit_id":"00000000-0000-0000-0000-000000000003","funding_key":"f","measure_key":"trees","place":null,"quantity":2.5,"section_id":"sec1","type":"improve_street"},{"edit_id":"00000000-0000-0000-0000-000000000004","funding_key":null,"part_id":"g1","phase_key":"secured","start":"2027-01-01","type":"set_site_phase"}]', '{"walk_speed":[3.0,4.5,5.0]}', 'Zeile 1
Zeile 2', 0, 1);
INSERT INTO event VALUES (1, '2026-05-02T10:00:00.000Z', 'import', 'added', 'unit', '00000000-0000-0000-0000-000000000001', 1, '{"address":[null,"Hauptstraße 1"],"branch":[null,"bakery_butcher"],"building_id":[null,"b0"],"floor_area_m2":[null,50.0],"frontage_m":[null,5.0],"kind":[null,"shop"],"location":[null,[475050.0,5706208.0]],"observed_on":[null,"2026-05-01"],"occupant":[null,"Bäckerei 0 (Demo)"],"origin":[null,"demo"],"position":[null,""],"since":[null,"2024-03-01"],"since_precision":[null,"month"],"source":[null,""],"state":[null,"used"],"unit_id":[null,"00000000-0000-0000-0000-000000000001"],"version":[null,1]}', '53e51386c5ecdbe3e2f58ee6b6a23ecff8142f54c6929b4d0c40ba3faece1d8b');
INSERT INTO event VALUES (2, '2026-05-02T10:00:00.000Z', 'import', 'added', 'unit', '00000000-0000-0000-0000-000000000007', 1, '{"address":[null,"Hauptstraße 7"],"building_id":[null,"b6"],"frontage_m":[null,11.0],"kind":[null,"shop"],"location":[null,[475230.0,5706208.0]],"observed_on":[null,"2026-05-01"],"origin":[null,"demo"],"position":[null,""],"since":[null,"2024-03-01"],"since_precision":[null,"month"],"source":[null,""],"state":[null,"vacant"],"unit_id":[null,"00000000-0000-0000-0000-000000000007"],"version":[null,1]}', 'afb8ad04b40490f5cf6b0cdc179dbd50b2a6d6c8c7701f7dc44964a74915a4b2');
INSERT INTO event VALUES (3, '2026-05-02T10:00:00.000Z', 'import', 'added', 'unit', '00000000-0000-0000-0000-000000000008', 1, '{"address":[null,"Hauptstraße 8"],"building_id":[null,"b7"],"floor_area_m2":[null,120.0],"frontage_m":[null,12.0],"kind":[null,"shop"],"location":[null,[475320.0,5706208.0]],"observed_on":[null,"2026-05-01"],"origin":[null,"demo"],"position":[null,""],"since":[null,"2024-03-01"],"since_precision":[null,"month"],"source":[null,""],"state":[null,"interim"],"unit_id":[null,"00000000-0000-0000-0000-000000000008"],"version":[null,1]}', '1f482b9030b59701b38d095a021af95f241ccb0c24434487f9ad14106c6e40be');
INSERT INTO event VALUES (4, '2026-05-02T10:00:00.000Z', 'ab', 'edited', 'unit', '00000000-0000-0000-0000-000000000001', 2, '{"address":["Hauptstraße 1","Hauptstraße 1a"],"version":[1,2]}', '636bcf8b1953187ec5b6438401361bb506204c7cf78a4b350865f9abcc0647fd');
INSERT INTO event VALUES (5, '2026-05-02T10:00:00.000Z', 'ab', 'added', 'scenario', '00000000-0000-0000-0000-000000000384', 1, '{"archived":[null,false],"baseline_revision":[null,4],"created_at":[null,"2026-05-02T10:00:00.123456+00:00"],"edits":[null,[{"edit_id":"00000000-0000-0000-0000-000000000001","end":"2026-12-31","funding_key":null,"start":"2026-06-01","type":"use_unit","unit_id":"00000000-0000-0000-0000-000000000006","use_key":"popup"},{"edit_id":"00000000-0000-0000-0000-000000000002","funding_key":null,"measure_key":"bench","place":[475100.0,5706200.5],"quantity":3.0,"section_id":null,"type":"improve_street"},{"edit_id":"00000000-0000-0000-0000-000000000003","funding_key":"f","measure_key":"trees","place":null,"quantity":2.5,"section_id":"sec1","type":"improve_street"},{"edit_id":"00000000-0000-0000-0000-000000000004","funding_key":null,"part_id":"g1","phase_key":"secured","start":"2027-01-01","type":"set_site_phase"}]],"name":[null,"Straße der „Ideen“"],"note":[null,"Zeile 1\nZeile 2"],"overrides":[null,{"walk_speed":[3.0,4.5,5.0]}],"scenario_id":[null,"00000000-0000-0000-0000-000000000384"],"version":[null,1]}', 'dd7f30a17f3e44983d019502e2fb3516560ad3e06f28573ce39b57ae873429eb');

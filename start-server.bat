@echo off
rem Sets Vozes up where needed and starts it: the same as "py start.py", from any folder.
cd /d "%~dp0"
where py >nul 2>nul
if errorlevel 1 (python start.py %*) else (py -3 start.py %*)
